package dev.deskhand.actions.files;

import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The folder that a path's last part is in, held open. It was reached from the root by opening one
 * part after the other without following links (openat(2) with O_NOFOLLOW), so what is moved about
 * meanwhile can't lead elsewhere.
 */
public final class OpenFolder implements AutoCloseable {
  private static final int LONGEST = 1_000;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Deque<SecureDirectoryStream<Path>> open;

  private OpenFolder(Deque<SecureDirectoryStream<Path>> open) {
    this.open = open;
  }

  /**
   * The parts of a path below the root.
   *
   * @throws ActionException if it could lead elsewhere
   */
  public static List<String> parts(String argument, String path) {
    List<String> parts = Arrays.asList(path.split("/", -1));
    boolean strange = path.chars().anyMatch(Character::isISOControl) || path.indexOf('\\') >= 0;
    boolean leading =
        parts.stream().anyMatch(it -> it.isEmpty() || it.equals(".") || it.equals(".."));
    if (strange || leading || path.length() > LONGEST) {
      throw new ActionException(
          "argument '"
              + argument
              + "': expected a path below the target's root, such as etc/motd, without empty"
              + " parts, . and ..");
    }
    return parts;
  }

  /** An interrupt closes the file that is read or written; that says nothing about the file. */
  public static InterruptedException interrupted(ClosedByInterruptException closed) {
    var _ = Thread.interrupted();
    InterruptedException stopped = new InterruptedException("interrupted while a file was open");
    stopped.initCause(closed);
    return stopped;
  }

  /** Opens the folder of a file below the target's {@code root}. */
  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  public static OpenFolder of(Target target, List<String> parts) throws IOException {
    OpenFolder folder = new OpenFolder(new ArrayDeque<>());
    try {
      folder.push(target, Files.newDirectoryStream(Path.of(target.required("root"))));
      for (String part : parts.subList(0, parts.size() - 1)) {
        folder.push(
            target, folder.top().newDirectoryStream(Path.of(part), LinkOption.NOFOLLOW_LINKS));
      }
      return folder;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  private void push(Target target, DirectoryStream<Path> stream) throws IOException {
    if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
      stream.close();
      throw new ActionException(
          "target '" + target.name() + "': this system can't keep paths below a root");
    }
    open.push(secure);
  }

  private SecureDirectoryStream<Path> top() {
    return open.getFirst();
  }

  /** True for a file; a link, a folder and the like are errors. */
  boolean has(String name) throws IOException {
    try {
      boolean regular =
          top()
              .getFileAttributeView(
                  Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .isRegularFile();
      if (!regular) {
        throw new FileSystemException(name, null, "is no file");
      }
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  public SeekableByteChannel read(String name) throws IOException {
    if (!has(name)) {
      throw new NoSuchFileException(name);
    }
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return top().newByteChannel(Path.of(name), options);
  }

  /** Puts bytes in the place of a file at once, with the permissions that it had. */
  void write(String name, byte[] bytes, String temporary) throws IOException {
    try (SeekableByteChannel to = create(temporary)) {
      to.write(ByteBuffer.wrap(bytes));
      sync(to);
    }
    replace(temporary, name);
  }

  /** What a new file is filled by; false if it is not to take its place. */
  @FunctionalInterface
  public interface Filling {
    boolean fill(OutputStream file) throws IOException, InterruptedException;
  }

  /**
   * Puts a file that is filled now in the place of one, at once, or leaves that as it is.
   *
   * @param fence passed when the file is whole, right before it is moved
   */
  public void write(String name, String temporary, Fence fence, Filling filling)
      throws IOException, InterruptedException {
    try {
      boolean isWhole;
      try (SeekableByteChannel to = create(temporary)) {
        isWhole = filling.fill(Channels.newOutputStream(to));
        sync(to);
      }
      if (isWhole) {
        fence.pass();
        replace(temporary, name);
      }
    } finally {
      delete(temporary);
    }
  }

  /** Copies a file to another name, at once. */
  void copy(String from, String to, String temporary) throws IOException {
    try (SeekableByteChannel source = read(from);
        SeekableByteChannel target = create(temporary)) {
      Channels.newInputStream(source).transferTo(Channels.newOutputStream(target));
      sync(target);
    }
    if (has(to)) {
      replace(temporary, to);
    } else {
      permissions(temporary).setPermissions(permissions(from).readAttributes().permissions());
      top().move(Path.of(temporary), top(), Path.of(to));
    }
  }

  void delete(String name) throws IOException {
    if (has(name)) {
      top().deleteFile(Path.of(name));
    }
  }

  private SeekableByteChannel create(String name) throws IOException {
    delete(name);
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return top().newByteChannel(Path.of(name), options, OWNER_ONLY);
  }

  private static void sync(SeekableByteChannel channel) throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(true);
    }
  }

  private void replace(String temporary, String name) throws IOException {
    if (has(name)) {
      permissions(temporary).setPermissions(permissions(name).readAttributes().permissions());
    }
    top().move(Path.of(temporary), top(), Path.of(name));
  }

  private PosixFileAttributeView permissions(String name) {
    return top()
        .getFileAttributeView(
            Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
