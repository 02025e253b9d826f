package io.smppproxy.codec.fuzz;

/** The entry that Jazzer calls by these names; scripts/fuzz names it and gives the target as argument. */
public final class Jazzer {
    private static FuzzTarget target;

    private Jazzer() {}

    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.of(args[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.run(input);
    }
}
