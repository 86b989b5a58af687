using System.IO.Pipelines;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Images;

/// <summary>A build that ends with the harness, and whose standard error reports its stages.</summary>
internal sealed class ImageBuild(IHost host)
{
    private const string StagePrefix = "stage: ";

    /// <summary>The limit of a build. It takes one to four minutes, and may first wait 20 minutes for another build.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(45);

    /// <summary>Runs the build.</summary>
    /// <exception cref="HarnessException">Class provision: the build did not end in time.</exception>
    public async Task<CommandResult> RunAsync(Command command, Action<string> onStage, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var listening = ListenAsync(pipe.Reader, onStage, cancellationToken);
        try
        {
            await using var process = await host.StartAsync(command.WithStandardError(pipe.Writer.AsStream()), cancellationToken);
            return await process.Completion.WaitAsync(Bound, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new HarnessException(
                FailureClass.Provision, $"'{command}' did not end within {Bound.TotalMinutes} minutes and was killed", exception);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await listening;
        }
    }

    private static async Task ListenAsync(PipeReader standardError, Action<string> onStage, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(standardError.AsStream());
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(StagePrefix, StringComparison.Ordinal))
                onStage(line[StagePrefix.Length..]);
        }
    }
}
