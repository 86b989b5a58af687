namespace TestHarness.Environments;

/// <summary>The QEMU that is used; the one on the host's PATH when neither a binary nor a build is given.</summary>
/// <param name="Binary">The full path of QEMU on the host; null when none is given.</param>
public sealed record QemuSettings(string? Binary = null, Accelerator Accelerator = Accelerator.Auto)
{
    /// <summary>
    /// The full path of a folder of this machine with a QEMU, which is copied to the host with its libraries and its firmware;
    /// null when none is given.
    /// </summary>
    public string? Build { get; init; }

    /// <summary>Returns the settings of a host: those of the environment, with the host's own in their place.</summary>
    /// <param name="own">The host's own settings; null when it has none.</param>
    public QemuSettings With(QemuSettings? own) => own is null ? this : own with
    {
        Binary = own.Binary ?? (own.Build is null ? Binary : null),
        Build = own.Build ?? (own.Binary is null ? Build : null),
        Accelerator = own.Accelerator == Accelerator.Auto ? Accelerator : own.Accelerator,
    };
}

/// <summary>The accelerator of QEMU.</summary>
public enum Accelerator
{
    /// <summary>KVM when a guest was seen to run under it, else TCG.</summary>
    Auto,
    /// <summary>KVM.</summary>
    Kvm,
    /// <summary>TCG, QEMU's emulation.</summary>
    Tcg,
}
