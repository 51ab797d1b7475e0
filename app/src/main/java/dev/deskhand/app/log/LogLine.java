package dev.deskhand.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.deskhand.runbooks.action.Redactor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line: when (UTC), how grave, who, what; below it the stack trace of what was thrown. */
final class LogLine extends LayoutBase<ILoggingEvent> {
  /** The redactor's name among the objects of the log's context. */
  static final String REDACTOR = "redactor";

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(128);
    line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS))
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1))
        .append(' ')
        .append(event.getFormattedMessage())
        .append(System.lineSeparator());
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(ThrowableProxyUtil.asString(thrown));
    }
    return cleaned(line.toString());
  }

  /** Messages of libraries may show what they were given. */
  private String cleaned(String line) {
    return getContext() != null && getContext().getObject(REDACTOR) instanceof Redactor redactor
        ? redactor.clean(line)
        : line;
  }
}
