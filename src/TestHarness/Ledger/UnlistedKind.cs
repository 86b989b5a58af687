namespace TestHarness.Ledger;

/// <summary>A kind of which a host could not list what there is, so that its leaks are not known.</summary>
/// <param name="Kind">For example <c>module</c>.</param>
/// <param name="Reason">When the listing failed, and why.</param>
public sealed record UnlistedKind(string Host, string Kind, string Reason)
{
    public override string ToString() => $"{Host}: leaks of kind '{Kind}' were not checked: {Reason}";
}
