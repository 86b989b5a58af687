using System.IO.Pipelines;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Images;

/// <summary>Runs a build that ends with the harness, however that ends, and hears from its standard error how far it is.</summary>
internal sealed class ImageBuild(IHost host)
{
    private const string StagePrefix = "stage: ";

    /// <summary>A build takes one to four minutes, and may first wait 20 for another one.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(45);

    /// <exception cref="HarnessException">Class provision: the build did not end.</exception>
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
            throw new HarnessException(FailureClass.Provision, $"'{command}' did not end within {Bound.TotalMinutes} minutes; it was killed", exception);
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
