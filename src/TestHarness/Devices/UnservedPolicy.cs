namespace TestHarness.Devices;

/// <summary>The action when a device does not serve the guest on the destination.</summary>
public enum UnservedPolicy
{
    /// <summary>The leg has failed.</summary>
    Fail,

    /// <summary>The guest stays there without the device, which is reported.</summary>
    GoOn,

    /// <summary>The guest goes back to where it had the device.</summary>
    MigrateBack,
}
