using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Guests.Console;

/// <summary>
/// Runs scripts over a serial console on which the kernel prints too. Output comes as base64 with its length and SHA-256, so that
/// kernel messages in between can be told from it (they start with '[', which base64 does not have), and a damaged answer is
/// asked for again. A command costs the guest four processes: on emulated hardware each takes milliseconds.
/// </summary>
public sealed partial class ConsoleShell : GuestSession
{
    private const int Attempts = 5;

    /// <summary>
    /// The command line for the guest's prompt that starts a shell without prompt, echo, line editing or a limit to a line's
    /// length. It uses dd, because busybox's cat would use sendfile(2), which hangs on a terminal.
    /// </summary>
    private const string TakeOver =
        """stty -echo -icanon min 1; printf '\nth-%s\n' taken; (trap '' INT; exec dd bs=4096 2> /dev/null) | sh""";

    /// <summary>
    /// The function <c>ths NUMBER</c> sends the output of the last script, at most <c>$M</c> bytes. <c>ths NUMBER marked</c>
    /// sends it again with a mark before each line, which a terminal prints whole, so that the output of other processes can be
    /// told from it. Ctrl-C ends a script but not this shell, which has priority so that a guest under load answers.
    /// </summary>
    private const string Prepare =
        "renice -n -10 -p $$ > /dev/null 2>&1; trap : INT; "
        + "thb() { if [ $S -gt $M ]; then head -c $M /run/th.out | base64; else base64 /run/th.out; fi; }; "
        + "ths() { S=$(wc -c < /run/th.out); if [ $S -gt $M ]; then H=$(head -c $M /run/th.out | sha256sum); "
        + """else H=$(sha256sum < /run/th.out); fi; echo; echo "th-begin $1 $C"; """
        + $"if [ \"$2\" ]; then thb | sed 's/^/{ConsoleAnswer.Mark}/'; else thb; fi; "
        + """echo "th-end $1 $S $C ${H%% *}"; }; """
        + """printf '\nth-%s\n' ready""";

    private const string Interrupt = "\x03";

    private static readonly TimeSpan TakeOverTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan InterruptTimeout = TimeSpan.FromSeconds(1);

    private readonly int _maxBytes;
    private readonly string _endOfScript = $"th-script-{Guid.NewGuid():n}";
    private int _number;
    private string _due = "";

    private ConsoleShell(SerialConsole console, int maxBytes)
        : base(console) => _maxBytes = maxBytes;

    /// <inheritdoc/>
    public override string Description => "serial console as root";

    /// <summary>Waits for the guest's prompt and takes the console over.</summary>
    /// <param name="ready">The line that the guest prints when its shell reads.</param>
    /// <param name="maxBytes">
    /// The largest number of bytes of a script's output that the guest sends; the rest stays in the guest.
    /// </param>
    public static async Task<ConsoleShell> StartAsync(
        SerialConsole console,
        Regex ready,
        TimeSpan bootTimeout,
        int maxBytes = ConsoleAnswer.MaxBytes,
        CancellationToken cancellationToken = default)
    {
        await console.WaitForAsync(ready, 0, bootTimeout, "waiting for the guest to boot", cancellationToken);
        return await TakeOverAsync(console, maxBytes, cancellationToken);
    }

    /// <summary>Takes over a console at whose prompt a shell of root reads.</summary>
    /// <exception cref="HarnessException">Class guest-health: nothing at the console ran the commands.</exception>
    public static async Task<ConsoleShell> TakeOverAsync(
        SerialConsole console, int maxBytes = ConsoleAnswer.MaxBytes, CancellationToken cancellationToken = default)
    {
        var position = console.Position;
        await console.SendAsync($"{TakeOver}\n", TakeOverTimeout, cancellationToken);
        await console.WaitForAsync(Taken(), position, TakeOverTimeout, "taking over the serial console", cancellationToken);
        await console.SendAsync($"M={maxBytes}; {Prepare}\n", TakeOverTimeout, cancellationToken);
        await console.WaitForAsync(Ready(), position, TakeOverTimeout, "taking over the serial console", cancellationToken);
        return new ConsoleShell(console, maxBytes);
    }

    /// <summary>Returns the shell of a guest whose console was taken over before its state was saved.</summary>
    public static ConsoleShell OfTakenOver(SerialConsole console) => new(console, ConsoleAnswer.MaxBytes);

    /// <inheritdoc/>
    protected override async Task<ShellResult> RunAloneAsync(
        string script, string situation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var id = $"{++_number}";
            var position = Console.Position;
            await SendAsync(Request(script, id), timeout, cancellationToken);
            var result = await ReceiveAsync(id, position, situation, timeout, cancellationToken);
            _due = "";
            return result;
        }
        catch (Exception exception) when (!HasEnded && exception is (HarnessException or OperationCanceledException))
        {
            await InterruptAsync();
            throw;
        }
    }

    private string Request(string script, string id)
    {
        if (script.FirstOrDefault(c => char.IsControl(c) && c is not ('\n' or '\t')) is not '\0' and var control)
            throw new HarnessException(
                FailureClass.Config, $"a script for a serial console cannot have the control character 0x{(int)control:x2}");

        return $"sh > /run/th.out 2>&1 <<'{_endOfScript}'\n{{ :\n{script}\n}} < /dev/null\n{_endOfScript}\nC=$?; ths {id}\n";
    }

    /// <summary>
    /// Sends a request. When only half of it is sent, the end of its script before the next request makes it a syntax error, so
    /// that the guest runs nothing of it.
    /// </summary>
    private async Task SendAsync(string request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var first = _due;
        _due = $"{Interrupt}\n{_endOfScript}\n";
        await Console.SendAsync(first + request, timeout, cancellationToken);
        _due = Interrupt;
    }

    private async Task<ShellResult> ReceiveAsync(
        string id, long position, string situation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var answer = new ConsoleAnswer(id, isMarked: attempt > 1, _maxBytes);
            await Console.ReadAsync(answer, position, timeout, situation, cancellationToken);
            if (answer.Result is { } result)
                return result;

            position = Console.Position;
            await Console.SendAsync($"ths {id} marked\n", timeout, cancellationToken);
        }

        throw new HarnessException(
            FailureClass.GuestHealth, $"{situation}: the answer came damaged {Attempts} times over the serial console");
    }

    /// <summary>Ends the script now, or before the next one when the guest does not read.</summary>
    private async Task InterruptAsync()
    {
        try
        {
            await Console.SendAsync(_due, InterruptTimeout, CancellationToken.None);
            _due = "";
        }
        catch (Exception exception) when (exception is HarnessException or ObjectDisposedException)
        {
            // The console is closed, or the guest does not read: the exception that the caller throws says that.
        }
    }

    [GeneratedRegex("th-taken\r?\n")]
    private static partial Regex Taken();

    [GeneratedRegex("th-ready\r?\n")]
    private static partial Regex Ready();
}
