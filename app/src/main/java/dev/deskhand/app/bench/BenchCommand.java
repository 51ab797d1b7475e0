package dev.deskhand.app.bench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
@Command(name = "bench")
public final class BenchCommand implements Callable<Integer> { public Integer call() { return 0; } }
