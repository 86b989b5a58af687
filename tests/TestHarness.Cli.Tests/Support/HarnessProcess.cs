using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Cli.Setup;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Support;

/// <summary>The built command, run as a user runs it, with reports and state of its own.</summary>
internal sealed partial class HarnessProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-cli-tests-");

    public string Folder => _folder.FullName;

    public string Reports => Path.Combine(Folder, "reports");

    /// <summary>The folder of what outlives a run: ledgers.</summary>
    public string State => Path.Combine(Folder, "state");

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The time limit of a command.</summary>
    public TimeSpan Bound { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The processes that the command has started and that run: they inherit its state folder.</summary>
    public string[] Started =>
        [.. ProcessSearch.With($"XDG_STATE_HOME={State}")
            .Where(process => !process.Contains("harness.dll", StringComparison.Ordinal))];

    /// <summary>The directories of scenarios on this machine, which the evidence names, that still exist.</summary>
    public string[] Left => !Directory.Exists(Reports)
        ? []
        : [.. Directory.GetFiles(Reports, "commands.jsonl", SearchOption.AllDirectories)
            .SelectMany(file => ScenarioDirectory().Matches(File.ReadAllText(file)).Select(found => found.Value))
            .Distinct().Where(Directory.Exists)];

    /// <summary>Those at the moment of an interrupt.</summary>
    public string[] StartedAtInterrupt { get; private set; } = [];

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public async Task<HarnessOutput> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Reads a part of the output, then closes the pipe.</summary>
    /// <param name="closed">Acts after that.</param>
    public async Task<HarnessOutput> RunAsync(Func<StreamReader, Task> read, Action closed, string[] arguments)
    {
        using var process = Start(arguments);
        await read(process.StandardOutput);
        process.StandardOutput.Close();
        closed();
        return await EndAsync(process, Task.FromResult(""));
    }

    /// <summary>Runs the command on a pseudo-terminal of the type xterm, unless the variables say another.</summary>
    public async Task<HarnessOutput> RunOnTerminalAsync(params string[] arguments)
    {
        string[] words =
            [Requirement.Find("dotnet")!, Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. arguments];
        var command = string.Join(' ', words.Select(word => $"'{word}'"));
        using var process = Start("script", ["-qefc", command, "/dev/null"], ("TERM", "xterm"));
        return await EndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Sends SIGINT, as Ctrl-C does, once the output has the text.</summary>
    public Task<HarnessOutput> InterruptAsync(string text, params string[] arguments) =>
        InterruptAsync(text, Task.CompletedTask, arguments);

    /// <summary>Sends a signal once the output has the text, and again once the errors have another text.</summary>
    /// <param name="signal">The signal for kill, for example <c>-TERM</c>.</param>
    public async Task<HarnessOutput> SignalTwiceAsync(string signal, string text, string error, params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = ReadAndSignalAsync(process, process.StandardError, error, Task.CompletedTask, signal);
        var output = ReadAndSignalAsync(process, process.StandardOutput, text, Task.CompletedTask, signal);
        return await EndAsync(process, output, errors);
    }

    /// <summary>Sends a signal once the output has the text.</summary>
    /// <param name="signal">The signal for kill, for example <c>-TERM</c>.</param>
    public async Task<HarnessOutput> SignalAsync(string signal, string text, params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, ReadAndSignalAsync(process, text, Task.CompletedTask, signal));
    }

    /// <summary>Sends SIGKILL once the output has the text.</summary>
    public async Task<HarnessOutput> KillAsync(string text, params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, ReadAndSignalAsync(process, text, Task.CompletedTask, "-KILL"));
    }

    /// <summary>Acts once the output has the text.</summary>
    public async Task<HarnessOutput> ActAsync(string text, Func<Task> act, params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, ReadAndActAsync(process.StandardOutput, text, Task.CompletedTask, act));
    }

    /// <summary>Sends a signal once the output has the text and the command has made a file of this name.</summary>
    /// <param name="file">The file's name; null when the text suffices.</param>
    public Task<HarnessOutput> SignalAtFileAsync(string signal, string text, string? file, params string[] arguments) =>
        AtFileAsync(file, async made =>
        {
            using var process = Start(arguments);
            return await EndAsync(process, ReadAndSignalAsync(process, text, made, signal));
        });

    /// <summary>Sends SIGSTOP once the output has the text and the command has made the file, and SIGCONT after a time.</summary>
    public Task<HarnessOutput> StopAsync(string text, string? file, TimeSpan time, params string[] arguments) =>
        AtFileAsync(file, async made =>
        {
            using var process = Start(arguments);
            var output = ReadAndActAsync(process.StandardOutput, text, made, async () =>
            {
                await SignalAsync(process, "-STOP");
                // The time for which the harness stands still is the fault.
                await Task.Delay(time);
                await SignalAsync(process, "-CONT");
            });
            return await EndAsync(process, output);
        });

    private async Task<HarnessOutput> AtFileAsync(string? file, Func<Task, Task<HarnessOutput>> run)
    {
        if (file is null)
            return await run(Task.CompletedTask);
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Folder, file) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => made.TrySetResult();
        watcher.EnableRaisingEvents = true;
        return await run(made.Task);
    }

    private async Task<HarnessOutput> InterruptAsync(string text, Task isTime, string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, ReadAndSignalAsync(process, text, isTime, "-INT"));
    }

    [GeneratedRegex("/var/tmp/testharness-[0-9a-f]{8}-[0-9a-f]{8}")]
    private static partial Regex ScenarioDirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private Process Start(string[] arguments)
    {
        // A process that ignores SIGINT, as one in the background of a script does, passes that on to what it starts.
        string[] all =
        [
            "--default-signal=INT", Requirement.Find("dotnet")!,
            Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. arguments,
        ];
        return Start("env", all);
    }

    private Process Start(string program, string[] arguments, params (string Name, string Value)[] defaults)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in defaults)
            start.Environment[name] = value;
        start.Environment.Remove("TESTHARNESS_ENVIRONMENT");
        start.Environment.Remove("TESTHARNESS_STRICT");
        // So wide that no text is folded; tests of the width choose another one.
        start.Environment["COLUMNS"] = "1000";
        start.Environment["TESTHARNESS_REPORTS"] = Reports;
        start.Environment["XDG_STATE_HOME"] = State;
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task<HarnessOutput> EndAsync(Process process, Task<string> output, Task<string>? errors = null)
    {
        var error = errors ?? process.StandardError.ReadToEndAsync();
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"harness did not end within {Bound}; it said: {await output}{await error}");
        }

        return new HarnessOutput(process.ExitCode, await output, await error);
    }

    private Task<string> ReadAndSignalAsync(Process process, string text, Task isTime, string signal) =>
        ReadAndSignalAsync(process, process.StandardOutput, text, isTime, signal);

    private Task<string> ReadAndSignalAsync(
        Process process, StreamReader reader, string text, Task isTime, string signal) =>
        ReadAndActAsync(reader, text, isTime, () => SignalAsync(process, signal));

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private async Task<string> ReadAndActAsync(StreamReader reader, string text, Task isTime, Func<Task> act)
    {
        // Not by lines: a step that runs has no line feed yet.
        var output = new StringBuilder();
        var buffer = new char[4096];
        var isSent = false;
        while (await reader.ReadAsync(buffer) is > 0 and var length)
        {
            output.Append(buffer, 0, length);
            if (isSent || !output.ToString().Contains(text, StringComparison.Ordinal))
                continue;
            isSent = true;
            await isTime.WaitAsync(Bound);
            StartedAtInterrupt = Started;
            await act();
        }

        return output.ToString();
    }
}

internal sealed record HarnessOutput(int ExitCode, string Output, string Error);
