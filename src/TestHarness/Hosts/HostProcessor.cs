using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>What a host computes with.</summary>
public static class HostProcessor
{
    /// <summary>Where /proc/cpuinfo names no model, as on ARM, the architecture stands for it.</summary>
    private const string Script = """
        model=$(sed -n '/^model name/ { s/^[^:]*: *//; p; q }' /proc/cpuinfo)
        echo "${model:-$(uname -m)} × $(nproc)"
        """;

    /// <summary>Reads the processor's model and the number of processors, for example <c>AMD EPYC 7763 × 2</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: the host lacks the tools. Class ssh: it is not reached.</exception>
    public static async Task<string> ReadAsync(IHost host, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput.Trim();
}
