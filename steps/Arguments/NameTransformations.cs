using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Vdpa;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Steps.Arguments;

/// <summary>The reading of steps' names, so that a bad name is an error of the feature before anything runs.</summary>
[Binding]
public static class NameTransformations
{
    /// <summary>Reads the name of a host.</summary>
    [StepArgumentTransformation]
    public static HostName ReadHostName(string text) => HostName.Parse(text);

    /// <summary>Reads the name of a guest.</summary>
    [StepArgumentTransformation]
    public static GuestName ReadGuestName(string text) => GuestName.Parse(text);

    /// <summary>Reads the name of a LUN.</summary>
    [StepArgumentTransformation]
    public static LunName ReadLunName(string text) => LunName.Parse(text);

    /// <summary>Reads the name of an mdev.</summary>
    [StepArgumentTransformation]
    public static MdevName ReadMdevName(string text) => MdevName.Parse(text);

    /// <summary>Reads the name of an mdev's parent.</summary>
    [StepArgumentTransformation]
    public static MdevParentName ReadMdevParentName(string text) => MdevParentName.Parse(text);

    /// <summary>Reads the id of an mdev type.</summary>
    [StepArgumentTransformation]
    public static MdevTypeName ReadMdevTypeName(string text) => MdevTypeName.Parse(text);

    /// <summary>Reads the name of a place for a guest.</summary>
    [StepArgumentTransformation]
    public static PlaceName ReadPlaceName(string text) => PlaceName.Parse(text);

    /// <summary>Reads the name of a storage pool.</summary>
    [StepArgumentTransformation]
    public static PoolName ReadPoolName(string text) => PoolName.Parse(text);

    /// <summary>Reads the name of a vdpa device.</summary>
    [StepArgumentTransformation]
    public static VdpaDeviceName ReadVdpaDeviceName(string text) => VdpaDeviceName.Parse(text);

    /// <summary>Reads a UUID.</summary>
    [StepArgumentTransformation]
    public static Guid ReadUuid(string text) => Guid.TryParseExact(text, "D", out var uuid)
        ? uuid
        : throw new HarnessException(FailureClass.Config, $"'{text}' is not a UUID: expected 8-4-4-4-12 hex digits");
}
