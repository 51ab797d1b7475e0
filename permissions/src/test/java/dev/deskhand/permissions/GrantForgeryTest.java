package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grant comes from the authorizer or not at all: code elsewhere that makes one won't compile. */
final class GrantForgeryTest {
  private static final String READS_ONE =
      """
      package elsewhere;
      final class Reads {
        static Object read(dev.deskhand.permissions.Grant grant) { return grant.principal(); }
      }
      """;
  private static final String MAKES_ONE =
      """
      package elsewhere;
      final class Forges {
        static Object forge(dev.deskhand.permissions.AccessRequest request,
            dev.deskhand.permissions.Decision.Reasons reasons) {
          return new dev.deskhand.permissions.Grant(request, reasons);
        }
      }
      """;
  private static final String EXTENDS_ONE =
      """
      package elsewhere;
      class Extends extends dev.deskhand.permissions.Grant {
      }
      """;

  @TempDir Path out;

  @Test
  void a_grant_can_be_read_elsewhere() throws IOException {
    assertThat(errors("Reads", READS_ONE)).isEmpty();
  }

  @Test
  void a_grant_cannot_be_made_elsewhere() throws IOException {
    assertThat(errors("Forges", MAKES_ONE)).singleElement().asString().contains("not public");
  }

  @Test
  void a_grant_cannot_be_extended_elsewhere() throws IOException {
    assertThat(errors("Extends", EXTENDS_ONE)).asString().contains("final");
  }

  private List<String> errors(String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///elsewhere/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              out.toString());
      compiler.getTask(null, files, found, options, null, List.of(file)).call();
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
        .toList();
  }
}
