using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The connection of this terminal to a serial console, key by key. The bytes reach the terminal unchanged: the console belongs
/// to the tester's own lab host, and its shell, editors and boot loader need the terminal's control sequences.
/// </summary>
internal static class SerialTerminal
{
    /// <summary>The key Ctrl-], as in telnet and virsh.</summary>
    private const byte Escape = 0x1d;

    /// <summary>Connects the terminal until the escape key is pressed, or input or console ends.</summary>
    public static async Task AttachAsync(EndPoint console, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(console, cancellationToken);
        await using var stream = new NetworkStream(socket);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var isTerminal = !Console.IsInputRedirected;
        if (isTerminal)
            await SetTerminalAsync("raw", "-echo");
        try
        {
            await JoinAsync(stream, input, output, cancellationToken);
        }
        finally
        {
            if (isTerminal)
                await SetTerminalAsync("sane");
        }
    }

    /// <summary>
    /// Copies the console to the output and the input to the console, up to the escape key or the end of one of them.
    /// </summary>
    internal static async Task JoinAsync(Stream console, Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = console.CopyToAsync(output, ended.Token);
        // A read of a terminal cannot be cancelled: when the console ends first, the process ends with the read pending.
        var typing = Task.Run(() => TypeAsync(input, console, ended.Token), CancellationToken.None);
        await await Task.WhenAny(showing, typing);
        await ended.CancelAsync();
    }

    private static async Task TypeAsync(Stream input, Stream console, CancellationToken cancellationToken)
    {
        var keys = new byte[256];
        while (await input.ReadAsync(keys, cancellationToken) is var count and > 0)
        {
            var escape = Array.IndexOf(keys, Escape, 0, count);
            await console.WriteAsync(keys.AsMemory(0, escape < 0 ? count : escape), cancellationToken);
            if (escape >= 0)
                return;
        }
    }

    private static async Task SetTerminalAsync(params string[] modes)
    {
        using var stty = Process.Start(new ProcessStartInfo("stty", modes))!;
        await stty.WaitForExitAsync();
        if (stty.ExitCode != 0)
            throw new HarnessException(
                FailureClass.Preflight,
                $"'stty {string.Join(' ', modes)}' failed with exit code {stty.ExitCode}: is this a terminal?");
    }
}
