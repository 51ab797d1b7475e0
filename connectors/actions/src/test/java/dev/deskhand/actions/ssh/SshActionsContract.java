package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each action on hosts owes, whatever SSH server is at the other end. */
abstract class SshActionsContract {
  @TempDir private Path files;

  abstract SshRig rig();

  @AfterEach
  void close() {
    rig().close();
  }

  private ActionCall call(Map<String, String> arguments) {
    return Calls.withSetting(rig().call("run-1.step", arguments), "files", files.toString());
  }

  private Path there() {
    return rig().home().resolve("there");
  }

  private Path here() {
    return files.resolve("here");
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long one(boolean happened) {
    return happened ? 1 : 0;
  }

  abstract static class OnHost extends RemoteActionContract {
    @Override
    protected Map<String, String> unreachable() {
      return Map.of("port", "1");
    }
  }

  @Nested
  final class ServiceState extends OnHost {
    @Override
    protected StepAction action() {
      return new SshServiceState();
    }

    @Override
    protected ActionCall workingCall() {
      rig().playSystemctl("echo active");
      return call(Map.of("service", "vpn-gateway"));
    }

    @Override
    protected long effects() {
      return rig().systemctlCalls().size();
    }
  }

  @Nested
  final class CopyTo extends OnHost {
    @Override
    protected StepAction action() {
      return new SshCopyTo();
    }

    @Override
    protected ActionCall workingCall() {
      return call(Map.of("path", there().toString(), "content", "new"));
    }

    @Override
    protected long effects() {
      return one(Files.exists(there()));
    }

    @Override
    protected Set<String> freeTexts() {
      return Set.of("content");
    }
  }

  @Nested
  final class CopyFrom extends OnHost {
    @Override
    protected StepAction action() {
      return new SshCopyFrom();
    }

    @Override
    protected ActionCall workingCall() {
      write(there(), "old");
      return call(Map.of("path", there().toString()));
    }

    @Override
    protected long effects() {
      return one(Files.exists(rig().home().resolve("pwned")));
    }
  }

  @Nested
  final class SendFile extends OnHost {
    @Override
    protected StepAction action() {
      return new SshSendFile();
    }

    @Override
    protected ActionCall workingCall() {
      write(here(), "new");
      return call(Map.of("path", there().toString(), "file", "here"));
    }

    @Override
    protected long effects() {
      return one(Files.exists(there()));
    }
  }

  @Nested
  final class FetchFile extends OnHost {
    @Override
    protected StepAction action() {
      return new SshFetchFile();
    }

    @Override
    protected ActionCall workingCall() {
      write(there(), "new");
      return call(Map.of("path", there().toString(), "file", "here"));
    }

    @Override
    protected long effects() {
      return one(Files.exists(here()));
    }

    @Override
    protected Set<String> freeTexts() {
      return Set.of("file");
    }

    @Test
    void a_hostile_name_is_the_name_of_one_file_in_the_folder_or_is_refused() throws Exception {
      for (String name : HostileValues.all().toList()) {
        try {
          ActionResult result = action().perform(Calls.withArgument(workingCall(), "file", name));
          assertThat(result).isInstanceOfAny(Done.class, Failed.class);
          assertThat(Files.exists(files.resolve(name))).isEqualTo(result instanceof Done);
        } catch (ActionException e) {
          assertThat(e).hasMessageContaining("argument 'file'");
        }
      }
    }
  }
}
