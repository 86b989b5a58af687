using TestHarness.Failures;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>The service of the VF of a guest's NIC: a VF serves when it is plugged in and carries the guest's traffic.</summary>
/// <param name="IsPlugged">Whether QEMU has the VF.</param>
/// <param name="Failure">The reason why the VF does not serve the guest; null when it does.</param>
public sealed record VfService(GuestNic Nic, bool IsPlugged, string? Failure)
{
    /// <summary>Whether the VF serves the guest.</summary>
    public bool Serves => Failure is null;

    /// <summary>Class migration when the VF could not be plugged in, guest-health when it carries nothing.</summary>
    public FailureClass FailureClass => IsPlugged ? FailureClass.GuestHealth : FailureClass.Migration;

    /// <summary>Returns the service of a VF that is plugged in.</summary>
    /// <param name="failure">The reason why the VF carries nothing; null when it carries the guest's traffic.</param>
    public static VfService Plugged(GuestNic nic, string? failure) => new(nic, true, failure);

    /// <summary>Returns the service of a VF that could not be plugged in.</summary>
    public static VfService Unplugged(GuestNic nic, string failure) => new(nic, false, failure);

    public override string ToString() => (Serves, IsPlugged) switch
    {
        (true, _) => $"NIC {Nic.Number} has its VF",
        (_, true) => $"NIC {Nic.Number} is without its VF, which carries nothing: {Failure}",
        _ => $"NIC {Nic.Number} is without its VF, which could not be added: {Failure}",
    };
}
