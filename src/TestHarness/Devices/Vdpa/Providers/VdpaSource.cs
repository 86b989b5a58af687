namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>Where a scenario's vdpa devices come from.</summary>
public enum VdpaSource
{
    /// <summary>The kernel's simulator, vdpa_sim_blk.</summary>
    Simulator,

    /// <summary>An image behind qemu-storage-daemon, by VDUSE.</summary>
    Vduse,

    /// <summary>Hardware that the environment file names.</summary>
    Existing,
}
