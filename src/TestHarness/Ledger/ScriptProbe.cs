namespace TestHarness.Ledger;

/// <summary>
/// A probe that is a part of the leak check's shell script, with the functions that <see cref="LeakScript"/> defines.
/// </summary>
/// <param name="Listing">
/// The body of a shell function, which names each thing with <c>item</c>. When it cannot list the things, it returns a status
/// other than 0, with the reason in <c>why</c>. It starts as few processes as it can: each costs milliseconds on an emulated
/// host.
/// </param>
public sealed record ScriptProbe(string Kind, string Listing) : LeakProbe(Kind);
