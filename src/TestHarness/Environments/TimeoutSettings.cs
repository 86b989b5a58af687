namespace TestHarness.Environments;

/// <summary>The time limit of each kind of operation.</summary>
public sealed record TimeoutSettings
{
    /// <summary>The limit from the start of QEMU to the guest's shell.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The limit of a command on a host or in the guest.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The limit of a command of QEMU's monitor.</summary>
    public TimeSpan Qmp { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit of one leg of a migration.</summary>
    public TimeSpan Migration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The limit of a load, from its start to its end.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The limit until a vHBA is online, and until its LUN is seen.</summary>
    public TimeSpan Lun { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The limit until the guest has released a device that is unplugged.</summary>
    public TimeSpan Unplug { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait for a host, or a LUN, that another run uses.</summary>
    public TimeSpan Hosts { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The limit of undoing everything that a scenario provisioned.</summary>
    public TimeSpan Teardown { get; init; } = TimeSpan.FromMinutes(2);
}
