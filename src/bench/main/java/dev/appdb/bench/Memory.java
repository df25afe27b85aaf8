package dev.appdb.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process, in MiB. */
final class Memory {
    private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;
    private static final double BYTES_IN_A_MEBIBYTE = 1024.0 * 1024;

    private Memory() {}

    /** The resident memory (Linux: {@code VmRSS} of {@code /proc/PID/status}). */
    static double residentMebibytes(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    /** The most that was ever resident ({@code VmHWM}). */
    static double peakMebibytes(long pid) throws IOException {
        return status(pid, "VmHWM:");
    }

    /** The size of this process's heap after a garbage collection. */
    static double heapMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / BYTES_IN_A_MEBIBYTE;
    }

    private static double status(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIBIBYTES_IN_A_MEBIBYTE)
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " has no " + field));
    }
}
