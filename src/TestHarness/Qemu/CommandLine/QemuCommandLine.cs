using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine;

/// <summary>
/// How QEMU is started: a program and its options, each kept as it was written. Every edit gives a new command line.
/// Compare two with <see cref="MeansTheSameAs"/>.
/// </summary>
/// <param name="Program">Empty where only options were given.</param>
public sealed partial record QemuCommandLine(string Program, ImmutableArray<QemuOption> Options)
{
    public QemuCommandLine(string program, params IEnumerable<QemuOption> options)
        : this(program, [.. options])
    {
    }

    public bool Equals(QemuCommandLine? other) =>
        other is not null && Program == other.Program && Options.AsSpan().SequenceEqual(other.Options.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Program, Options.Length);
}
