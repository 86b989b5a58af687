namespace TestHarness.Environments;

/// <summary>The longest that each kind of thing may take.</summary>
public sealed record TimeoutSettings
{
    /// <summary>From the start of QEMU to the guest's shell.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A command on a host or in the guest.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An answer of QEMU's monitor.</summary>
    public TimeSpan Qmp { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One leg of a migration.</summary>
    public TimeSpan Migration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A load, from its start to its end.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a vHBA to come online, and for its LUN to be seen.</summary>
    public TimeSpan Lun { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For a guest to let a device go that is unplugged.</summary>
    public TimeSpan Unplug { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Undoing everything that a scenario provisioned.</summary>
    public TimeSpan Teardown { get; init; } = TimeSpan.FromMinutes(2);
}
