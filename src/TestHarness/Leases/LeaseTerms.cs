namespace TestHarness.Leases;

/// <summary>The times of a lease.</summary>
/// <param name="Wait">The longest wait for a lease that another owner has; zero for none.</param>
/// <param name="Expiry">
/// The time without a heartbeat after which the host takes the lease back and ends the owner's processes; whole seconds.
/// </param>
public sealed record LeaseTerms(TimeSpan Wait, TimeSpan Expiry)
{
    /// <summary>A wait of 2 hours, and an expiry after 60 s.</summary>
    public static LeaseTerms Usual { get; } = new(TimeSpan.FromHours(2), TimeSpan.FromSeconds(60));

    /// <summary>The time between two heartbeats: several may be lost before the lease expires.</summary>
    public TimeSpan Heartbeat => Expiry / 6;
}
