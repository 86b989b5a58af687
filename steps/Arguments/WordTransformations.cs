using Reqnroll;
using TestHarness.Devices;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>The reading of steps' words of which only a few are allowed.</summary>
[Binding]
public static class WordTransformations
{
    /// <summary>Reads the provider of vdpa devices.</summary>
    [StepArgumentTransformation]
    public static VdpaSource ReadVdpaSource(string text) => Choose(
        text,
        "provider of vdpa devices",
        ("vdpa_sim_blk", VdpaSource.Simulator),
        ("vduse", VdpaSource.Vduse),
        ("existing", VdpaSource.Existing));

    /// <summary>Reads the verdict on two mdevs.</summary>
    [StepArgumentTransformation]
    public static MdevVerdict ReadVerdict(string text) =>
        Choose(text, "verdict on two mdevs", ("same", MdevVerdict.Same), ("compatible", MdevVerdict.Compatible));

    /// <summary>Reads the device of a LUN in a libvirt domain.</summary>
    [StepArgumentTransformation]
    public static LunUse ReadLunUse(string text) =>
        Choose(text, "device of a LUN in a libvirt domain", ("disk", LunUse.Emulated), ("lun", LunUse.PassThrough));

    /// <summary>Reads the type of a LUN in a libvirt domain.</summary>
    [StepArgumentTransformation]
    public static LunSourceKind ReadLunSourceKind(string text) =>
        Choose(text, "type of a LUN in a libvirt domain", ("block", LunSourceKind.Block), ("volume", LunSourceKind.Volume));

    /// <summary>Reads the state of a pool.</summary>
    [StepArgumentTransformation]
    public static PoolState ReadPoolState(string text) => Choose(
        text,
        "state of a pool",
        ("running", PoolState.Running),
        ("stopped", PoolState.Stopped),
        ("autostart", PoolState.Autostart));

    /// <summary>Reads the way in which a guest stays connected.</summary>
    [StepArgumentTransformation]
    public static VfConnection ReadVfConnection(string text) => Choose(
        text,
        "way to keep a guest connected",
        ("QEMU failover pair", VfConnection.FailoverPair),
        ("guest bond", VfConnection.GuestBond),
        ("libvirt teaming", VfConnection.LibvirtTeaming));

    /// <summary>Reads the policy for a VF that cannot be added.</summary>
    [StepArgumentTransformation]
    public static UnservedPolicy ReadUnservedPolicy(string text) => Choose(
        text,
        "policy for a VF that cannot be added",
        ("go on", UnservedPolicy.GoOn),
        ("migrate back", UnservedPolicy.MigrateBack));

    private static T Choose<T>(string text, string what, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }

        var words = choices.ToArray().Select(choice => choice.Word).ToArray();
        throw new HarnessException(
            FailureClass.Config, $"'{text}' is not a {what}: expected {string.Join(", ", words[..^1])} or {words[^1]}");
    }
}
