using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Migration;

namespace TestHarness.Labs.Recipes;

/// <summary>The address by which one host migrates to another.</summary>
internal static class Route
{
    private const string OneMachine = "tcp:127.0.0.1:0";

    private const string AllOfIpv4 = "tcp:0:0";

    /// <summary>QEMU takes connections over IPv4 on this address as well.</summary>
    private const string AllOfBoth = "tcp:[::]:0";

    /// <summary>Returns the route between two hosts; two logical hosts of one connection are one machine.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no address of the destination for the source.
    /// </exception>
    public static async Task<MigrationRoute> BetweenAsync(
        LabHost source, LabHost destination, CancellationToken cancellationToken = default)
    {
        if (destination.Host.Connection == source.Host.Connection)
            return new MigrationRoute(OneMachine, null);

        var address = AddressOf(source, destination);
        return new MigrationRoute(await ListenUriAsync(address, destination.Host, cancellationToken), address);
    }

    private static string AddressOf(LabHost source, LabHost destination) => destination.Host.Connection switch
    {
        _ when destination.Description.MigrationAddress is { } address => address,
        SshConnection ssh when ssh.Destination.Host.Contains('%', StringComparison.Ordinal) => throw new HarnessException(
            FailureClass.Config,
            $"{source.Name} cannot migrate to {destination.Name}: the zone of {ssh.Destination.Host} is an interface of this "
            + $"machine; give {destination.Name} a migrationAddress, with a zone of {source.Name} if it is link-local"),
        SshConnection ssh => ssh.Destination.Host,
        _ => throw new HarnessException(
            FailureClass.Config,
            $"{source.Name} cannot migrate to {destination.Name}: a host reached over SSH does not know this machine's address; "
            + $"give {destination.Name} a migrationAddress"),
    };

    /// <summary>
    /// Returns the address on which the destination listens. A name may stand for addresses of both families, so that the
    /// destination is asked whether it has IPv6.
    /// </summary>
    private static async Task<string> ListenUriAsync(string address, IHost destination, CancellationToken cancellationToken) =>
        IPAddress.TryParse(address, out var parsed)
            ? parsed.AddressFamily == AddressFamily.InterNetworkV6 ? AllOfBoth : AllOfIpv4
            : (await destination.RunAsync(new Command("test", "-e", "/proc/net/if_inet6"), cancellationToken)).Succeeded
                ? AllOfBoth
                : AllOfIpv4;
}
