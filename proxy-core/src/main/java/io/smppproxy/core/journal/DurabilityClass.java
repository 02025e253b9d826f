package io.smppproxy.core.journal;

/** When a record counts as journaled. */
public enum DurabilityClass {
    /** Once write(2) has returned: survives kill -9 and a crash of the JVM. */
    PROCESS,
    /** Once a group-commit fdatasync has returned: survives a loss of power too. */
    POWER
}
