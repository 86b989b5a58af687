using System.Net.Sockets;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>Translates SSH.NET's exceptions to the messages of the OpenSSH client, for which there is advice.</summary>
internal static class SshNetFailure
{
    /// <summary>Returns whether the exception is one that SSH.NET throws when a connection fails.</summary>
    public static bool IsOfTheCarrier(Exception failure) =>
        failure is SshException or SocketException or InvalidOperationException or IOException;

    /// <summary>Returns whether the host allows no more sessions on the connection (MaxSessions of its sshd_config).</summary>
    public static bool IsRefusedSession(Exception failure) =>
        failure is SshException && failure.Message.StartsWith("Failed to open a channel", StringComparison.Ordinal);

    /// <summary>Disposes a part of a connection, and ignores the end of the connection, which a command reports.</summary>
    public static void Ignore(Action dispose)
    {
        try
        {
            dispose();
        }
        catch (Exception exception) when (IsOfTheCarrier(exception))
        {
            // The connection broke before SSH.NET could tell the host, so that everything of the connection has ended.
        }
    }

    /// <summary>Returns the OpenSSH client's message for a connection that could not be made.</summary>
    public static string Translate(Exception failure, SshNetRoute route) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            $"Could not resolve hostname {route.Host}: {failure.Message}",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"connect to host {route.Host} port {route.Port}: Connection refused",
        SshAuthenticationException => $"Permission denied ({failure.Message})",
        SshOperationTimeoutException => $"connection timed out: {failure.Message}",
        _ => Translate(failure),
    };

    /// <summary>Returns the OpenSSH client's message for a failure of an open connection.</summary>
    public static string Translate(Exception failure) => failure switch
    {
        _ when IsRefusedSession(failure) => "Session open refused by peer",
        _ => failure.Message,
    };
}
