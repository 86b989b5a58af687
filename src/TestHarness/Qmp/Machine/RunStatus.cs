namespace TestHarness.Qmp.Machine;

/// <summary>The answer of <c>query-status</c>.</summary>
/// <param name="Status">RunState: running, paused, prelaunch, inmigrate, postmigrate, finish-migrate, io-error,
/// guest-panicked, shutdown…</param>
/// <remarks>Source: QEMU qapi/run-state.json.</remarks>
public sealed record RunStatus(string Status, bool Running);
