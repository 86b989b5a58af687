namespace TestHarness.Ledger;

/// <summary>A kind of thing that could not be listed on a host, so that its leaks are not known.</summary>
/// <param name="Kind">The name of the kind, for example <c>module</c>.</param>
/// <param name="Reason">The time of the failed listing (before or after the scenario) and its cause.</param>
public sealed record UnlistedKind(string Host, string Kind, string Reason)
{
    public override string ToString() => $"{Host}: leaks of kind '{Kind}' were not checked: {Reason}";
}
