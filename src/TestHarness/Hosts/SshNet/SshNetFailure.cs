using System.Net.Sockets;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>Puts SSH.NET's exceptions into the words of the OpenSSH client, for which there is advice.</summary>
internal static class SshNetFailure
{
    public static bool IsOfTheCarrier(Exception failure) =>
        failure is SshException or SocketException or InvalidOperationException or IOException;

    /// <summary>Returns whether the host allows no more sessions on the connection (MaxSessions of its sshd_config).</summary>
    public static bool IsRefusedSession(Exception failure) =>
        failure is SshException && failure.Message.StartsWith("Failed to open a channel", StringComparison.Ordinal);

    /// <summary>Disposes a part of a connection. The end of the connection is not an error then: a command reports it.</summary>
    public static void Ignore(Action dispose)
    {
        try
        {
            dispose();
        }
        catch (Exception exception) when (IsOfTheCarrier(exception))
        {
            // The connection broke before the host was told, so that everything of the connection has ended.
        }
    }

    public static string Said(Exception failure, SshNetRoute route) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            $"Could not resolve hostname {route.Host}: {failure.Message}",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"connect to host {route.Host} port {route.Port}: Connection refused",
        SshAuthenticationException => $"Permission denied ({failure.Message})",
        SshOperationTimeoutException => $"connection timed out: {failure.Message}",
        _ => Said(failure),
    };

    /// <summary>The same, once there is a connection.</summary>
    public static string Said(Exception failure) => failure switch
    {
        _ when IsRefusedSession(failure) => "Session open refused by peer",
        _ => failure.Message,
    };
}
