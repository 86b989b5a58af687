using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Guests.Console;

/// <summary>
/// Runs scripts over a serial console that the kernel prints to as well. Output comes back as base64 with a SHA-256, so that kernel
/// messages in between are told apart (they start with '[', which base64 does not have) and a damaged answer is asked for again.
/// </summary>
public sealed partial class ConsoleShell : IGuestShell, IDisposable
{
    private const int Attempts = 5;
    private const int LineLength = 1000;
    private const string Interrupt = "\x03";
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan InterruptTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Typed once at the guest's prompt: a loop without prompt, echo and line editing. th runs the script in $B, if that has the length
    /// that was sent, and keeps its output; ths sends that output (again); Ctrl-C ends the script but not the loop.
    /// </summary>
    private const string Loop =
        """stty -echo; B=; ths() { echo; echo "th-begin $1 $2"; base64 /run/th.out; echo "th-end $1 $(sha256sum < /run/th.out)"; }; """ +
        """th() { [ ${#B} = "$2" ] || { B=; printf '\nth-%s %s\n' again "$1"; return; }; """ +
        """echo "$B" | base64 -d > /run/th.in; B=; sh /run/th.in > /run/th.out 2>&1 < /dev/null; C=$?; ths "$1" $C; }; """ +
        """trap : INT; printf '\nth-%s\n' ready; while :; do if IFS= read -r L; then eval "$L"; fi; done""";

    private readonly SerialConsole _console;
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _number;
    private bool _interruptDue;

    private ConsoleShell(SerialConsole console) => _console = console;

    /// <summary>Waits for the guest's prompt and takes the console over.</summary>
    /// <param name="ready">What the guest prints when its shell reads.</param>
    public static async Task<ConsoleShell> StartAsync(
        SerialConsole console, Regex ready, TimeSpan bootTimeout, CancellationToken cancellationToken = default)
    {
        await console.WaitForAsync(ready, 0, bootTimeout, "waiting for the guest to boot", cancellationToken);
        var position = console.Position;
        await console.SendAsync(Loop + "\n", SendTimeout, cancellationToken);
        await console.WaitForAsync(LoopIsReady(), position, TimeSpan.FromSeconds(20), "taking over the serial console", cancellationToken);
        return new ConsoleShell(console);
    }

    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var what = $"the guest runs '{Shorten(script)}'";
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var id = $"{++_number}";
                var position = _console.Position;
                await _console.SendAsync((_interruptDue ? Interrupt : "") + Request(script, id), timeout, cancellationToken);
                _interruptDue = false;
                if (await ReceiveAsync(id, position, what, timeout, cancellationToken) is { } result)
                    return result;
            }

            throw new HarnessException(
                FailureClass.GuestHealth, $"{what}: the script arrived damaged {Attempts} times over the serial console");
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            await InterruptAsync();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static string Request(string script, string id)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(script));
        var lines = encoded.Chunk(LineLength).Select(chunk => $"B=\"${{B}}{new string(chunk)}\"\n");
        return $"B=\n{string.Concat(lines)}th {id} {encoded.Length}\n";
    }

    /// <returns>Nothing if the guest did not run the script, as it arrived damaged.</returns>
    private async Task<ShellResult?> ReceiveAsync(
        string id, int position, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var end = new Regex($"th-(end {id} [^\n]*|again {id}\r?)\n");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var found = await _console.WaitForAsync(end, position, timeout, what, cancellationToken);
            if (found.Value.StartsWith("th-again", StringComparison.Ordinal))
                return null;
            if (ConsoleAnswer.Read(id, _console.TextFrom(position)) is { } result)
                return result;

            position = _console.Position;
            await _console.SendAsync($"ths {id} $C\n", SendTimeout, cancellationToken);
        }

        throw new HarnessException(FailureClass.GuestHealth, $"{what}: the answer came damaged {Attempts} times over the serial console");
    }

    /// <summary>Ends the script, or drops what the guest has of it.</summary>
    private async Task InterruptAsync()
    {
        _interruptDue = true;
        try
        {
            await _console.SendAsync(Interrupt, InterruptTimeout);
            _interruptDue = false;
        }
        catch (Exception exception) when (exception is HarnessException or ObjectDisposedException)
        {
            // The console is gone, or the guest does not read, which is what the error on its way says.
        }
    }

    private static string Shorten(string script) => script.Length <= 200 ? script : $"{script[..200]}…";

    [GeneratedRegex("th-ready\r?\n")]
    private static partial Regex LoopIsReady();
}
