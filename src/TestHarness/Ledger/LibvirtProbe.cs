namespace TestHarness.Ledger;

/// <summary>A probe that lists things of libvirt. One call of virsh lists the things of all these probes.</summary>
/// <param name="ListCommand">The command of virsh, for example <c>pool-list</c>, which takes <c>--all --name</c>.</param>
public sealed record LibvirtProbe(string Kind, string ListCommand) : LeakProbe(Kind);
