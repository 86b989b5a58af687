using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>Reads the processors of a host.</summary>
public static class HostProcessor
{
    /// <summary>
    /// Prints the model and the number of processors. When /proc/cpuinfo has no model, as on ARM, it prints the architecture
    /// instead.
    /// </summary>
    private const string Script = """
        model=$(sed -n '/^model name/ { s/^[^:]*: *//; p; q }' /proc/cpuinfo)
        echo "${model:-$(uname -m)} × $(nproc)"
        """;

    /// <summary>Reads the processor's model and the number of processors, for example <c>AMD EPYC 7763 × 2</c>.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the host lacks the tools. Class ssh: the host is not reached.
    /// </exception>
    public static async Task<string> ReadAsync(IHost host, CancellationToken cancellationToken = default) =>
        (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput.Trim();
}
