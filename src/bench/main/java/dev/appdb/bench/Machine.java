package dev.appdb.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that the numbers are of. */
final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final double BYTES_IN_A_GIBIBYTE = 1024.0 * 1024 * 1024;

    private Machine() {}

    /** One line: processors, memory, operating system, Java, and how busy the machine was with other things. */
    static String words() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d CPUs%s, %.0f GiB of memory, %s %s (%s), Java %s (%s); load average %.1f when it began",
                system.getAvailableProcessors(),
                model(),
                system.getTotalMemorySize() / BYTES_IN_A_GIBIBYTE,
                system.getName(),
                system.getVersion(),
                system.getArch(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.vendor"),
                system.getSystemLoadAverage());
    }

    private static String model() {
        try {
            return Files.isReadable(CPUS)
                    ? Files.readAllLines(CPUS, StandardCharsets.UTF_8).stream()
                            .filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line -> " (" + line.replaceAll("^[^:]*:\\s*", "") + ")")
                            .orElse("")
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
