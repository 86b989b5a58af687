using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine;

/// <summary>
/// A command line of QEMU: a program and its options, each kept as it was written. Every edit returns a new command line.
/// <see cref="MeansTheSameAs"/> compares two command lines by meaning.
/// </summary>
/// <param name="Program">The program; empty when only options were given.</param>
public sealed partial record QemuCommandLine(string Program, ImmutableArray<QemuOption> Options)
{
    /// <summary>Makes a command line.</summary>
    public QemuCommandLine(string program, params IEnumerable<QemuOption> options)
        : this(program, [.. options])
    {
    }

    /// <summary>Compares the words, not the meaning.</summary>
    public bool Equals(QemuCommandLine? other) =>
        other is not null && Program == other.Program && Options.AsSpan().SequenceEqual(other.Options.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Program, Options.Length);
}
