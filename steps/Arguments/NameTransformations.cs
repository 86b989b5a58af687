using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Vdpa;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the names of steps, so that a bad name is an error of the feature before anything runs.</summary>
[Binding]
public static class NameTransformations
{
    [StepArgumentTransformation]
    public static HostName ReadHostName(string text) => HostName.Parse(text);

    [StepArgumentTransformation]
    public static LunName ReadLunName(string text) => LunName.Parse(text);

    [StepArgumentTransformation]
    public static MdevName ReadMdevName(string text) => MdevName.Parse(text);

    [StepArgumentTransformation]
    public static MdevParentName ReadMdevParentName(string text) => MdevParentName.Parse(text);

    [StepArgumentTransformation]
    public static MdevTypeName ReadMdevTypeName(string text) => MdevTypeName.Parse(text);

    [StepArgumentTransformation]
    public static PlaceName ReadPlaceName(string text) => PlaceName.Parse(text);

    [StepArgumentTransformation]
    public static PoolName ReadPoolName(string text) => PoolName.Parse(text);

    [StepArgumentTransformation]
    public static VdpaDeviceName ReadVdpaDeviceName(string text) => VdpaDeviceName.Parse(text);

    [StepArgumentTransformation]
    public static Guid ReadUuid(string text) => Guid.TryParseExact(text, "D", out var uuid)
        ? uuid
        : throw new HarnessException(FailureClass.Config, $"'{text}' is not a UUID: expected 8-4-4-4-12 hex digits");
}
