namespace TestHarness.Leases;

/// <summary>A lease that is held on a host.</summary>
/// <param name="Name">The lease's name.</param>
/// <param name="Owner">The owner; null when the owner cannot be read.</param>
public sealed record HeldLease(string Name, LeaseOwner? Owner)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {(Owner is null ? "an owner that is not known" : $"{Owner}")}";
}
