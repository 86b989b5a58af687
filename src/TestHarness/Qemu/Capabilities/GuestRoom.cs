using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>The largest guest for which a host has room.</summary>
/// <param name="MemoryMiB">The memory in MiB.</param>
/// <param name="Vcpus">The number of vCPUs.</param>
public sealed record GuestRoom(int MemoryMiB, int Vcpus)
{
    /// <summary>The memory that is left to the host and to QEMU itself, in MiB; of a large host it is an eighth.</summary>
    private const int LeastRest = 640;

    /// <summary>The vCPUs for each processor; with more of them, the kernel of a guest complains of stalls.</summary>
    private const int VcpusPerProcessor = 2;

    private const string Script = """
        sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo
        nproc
        """;

    /// <summary>Reads the available memory and the processors of a host.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the host does not tell them. Class ssh: the host is not reached.
    /// </exception>
    public static async Task<GuestRoom> ReadAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var said = (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput;
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var memory, var processors]
            && int.TryParse(processors, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && long.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
            ? On((int)(kibibytes >> 10), count)
            : throw new HarnessException(
                FailureClass.Preflight,
                $"{host.Name}: expected the available memory and the number of processors, found '{said}'");
    }

    /// <summary>Returns the room on a host.</summary>
    /// <param name="available">The available memory in MiB.</param>
    internal static GuestRoom On(int available, int processors) =>
        new(Math.Max(0, available - Math.Max(LeastRest, available / 8)), processors * VcpusPerProcessor);

    /// <summary>Returns the room that each of some guests has when all of them are on one host.</summary>
    public GuestRoom ForEach(int guests) => this with { MemoryMiB = MemoryMiB / guests };

    /// <summary>Returns what both hosts have room for.</summary>
    public GuestRoom And(GuestRoom other) => new(Math.Min(MemoryMiB, other.MemoryMiB), Math.Min(Vcpus, other.Vcpus));
}
