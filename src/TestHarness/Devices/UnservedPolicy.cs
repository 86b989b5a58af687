namespace TestHarness.Devices;

/// <summary>The action when a device does not serve the guest on the destination.</summary>
public enum UnservedPolicy
{
    /// <summary>The leg fails.</summary>
    Fail,

    /// <summary>The guest stays on the destination without the device, which the leg reports.</summary>
    GoOn,

    /// <summary>The guest migrates back to the place where it had the device.</summary>
    MigrateBack,
}
