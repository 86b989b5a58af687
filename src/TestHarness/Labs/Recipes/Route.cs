using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Migration;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Recipes;

/// <summary>The address by which one host migrates to another.</summary>
internal static class Route
{
    /// <summary>Returns the route between two hosts; two logical hosts of one connection are one machine.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no address of the destination for the source.
    /// </exception>
    public static MigrationRoute Between(LabHost source, LabHost destination) => destination.Host.Connection switch
    {
        var connection when connection == source.Host.Connection => new MigrationRoute("tcp:127.0.0.1:0", null),
        _ when destination.Description.MigrationAddress is { } address => new MigrationRoute("tcp:0:0", address),
        SshConnection ssh => new MigrationRoute("tcp:0:0", ssh.Destination.Host),
        _ => throw new HarnessException(
            FailureClass.Config,
            $"{source.Name} cannot migrate to {destination.Name}: a host reached over SSH does not know this machine's address; "
            + $"give {destination.Name} a migrationAddress"),
    };
}
