package dev.deskhand.audit.evidence;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * Prints a document on A4 pages, with their numbers. The fonts are those that every reader has;
 * what they have no sign for is printed as a question mark, and stands whole in the Markdown.
 */
final class PdfPrinter implements AutoCloseable {
  private static final PDFont PLAIN = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
  private static final PDFont BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
  private static final float MARGIN = 56;
  private static final float INDENT = 14;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float LEADING = 1.35f;

  private final PDDocument pdf = new PDDocument();
  private PDPageContentStream page;
  private float y;

  /** How a block looks: its font, its size in points, and the space before it and left of it. */
  private record Look(PDFont font, float size, float above, float left) {}

  private PdfPrinter() throws IOException {
    this.page = begin();
  }

  static void print(Document document, Path file) throws IOException {
    try (PdfPrinter printer = new PdfPrinter()) {
      printer.pdf.getDocumentInformation().setTitle(document.title());
      printer.write(new Look(BOLD, 16, 0, 0), document.title());
      for (Document.Block block : document.blocks()) {
        printer.write(look(block), block.text());
      }
      printer.page.close();
      printer.pdf.save(file.toFile());
    }
  }

  @Override
  public void close() throws IOException {
    pdf.close();
  }

  private static Look look(Document.Block block) {
    return switch (block) {
      case Document.Block.Heading _ -> new Look(BOLD, 13, 14, 0);
      case Document.Block.Subheading _ -> new Look(BOLD, 10, 8, 0);
      case Document.Block.Paragraph _ -> new Look(PLAIN, 9, 4, 0);
      case Document.Block.Item _ -> new Look(PLAIN, 8, 2, INDENT);
    };
  }

  private void write(Look look, String text) throws IOException {
    y -= look.above();
    String rest = printable(look.font(), text);
    while (!rest.isEmpty()) {
      int end = fitting(look, rest);
      line(look, rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
  }

  private void line(Look look, String text) throws IOException {
    float height = look.size() * LEADING;
    if (y - height < MARGIN) {
      page.close();
      page = begin();
    }
    y -= height;
    page.beginText();
    page.setFont(look.font(), look.size());
    page.newLineAtOffset(MARGIN + look.left(), y);
    page.showText(text);
    page.endText();
  }

  private PDPageContentStream begin() throws IOException {
    PDPage fresh = new PDPage(PDRectangle.A4);
    pdf.addPage(fresh);
    y = PDRectangle.A4.getHeight() - MARGIN;
    PDPageContentStream stream = new PDPageContentStream(pdf, fresh);
    stream.beginText();
    stream.setFont(PLAIN, 8);
    stream.newLineAtOffset(PDRectangle.A4.getWidth() - MARGIN, MARGIN / 2);
    stream.showText(Integer.toString(pdf.getNumberOfPages()));
    stream.endText();
    return stream;
  }

  /** How many characters go on one line, up to a space where there is one. */
  private static int fitting(Look look, String text) throws IOException {
    float room = (WIDTH - look.left()) * 1000 / look.size();
    float used = 0;
    int end = 0;
    while (end < text.length() && used <= room) {
      used += look.font().getStringWidth(text.substring(end, end + 1));
      end++;
    }
    if (used <= room) {
      return end;
    }
    int space = text.lastIndexOf(' ', end - 1);
    return space > 0 ? space : Math.max(1, end - 1);
  }

  private static String printable(PDFont font, String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              String one = Character.toString(character);
              out.append(Character.isWhitespace(character) ? " " : isKnown(font, one) ? one : "?");
            });
    return out.toString();
  }

  private static boolean isKnown(PDFont font, String character) {
    try {
      return font.encode(character).length > 0;
    } catch (IOException | IllegalArgumentException _) {
      // The font says in this way that it has no such sign.
      return false;
    }
  }
}
