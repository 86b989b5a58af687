using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The terminal behind a descriptor, with its size as the kernel knows it (TIOCGWINSZ). The console of .NET sends control
/// sequences when it is asked or written to.
/// </summary>
internal sealed class TerminalDevice
{
    private const uint GetSize = 0x5413;

    private readonly int _descriptor;

    private TerminalDevice(int descriptor) => _descriptor = descriptor;

    /// <summary>The terminal of the standard output.</summary>
    public static TerminalDevice StandardOutput { get; } = new(1);

    /// <summary>The terminal of the standard error.</summary>
    public static TerminalDevice StandardError { get; } = new(2);

    /// <summary>The size of the terminal of a standard stream; null when there is none.</summary>
    public static (int Columns, int Rows)? Any => StandardOutput.Read() ?? StandardError.Read();

    /// <summary>Reads the size, which may change; null when there is no terminal, or it reports no size.</summary>
    public (int Columns, int Rows)? Read()
    {
        var size = default(WindowSize);
        return Control(_descriptor, GetSize, ref size) == 0 && size.Columns > 0 && size.Rows > 0
            ? (size.Columns, size.Rows)
            : null;
    }

    /// <summary>Opens the terminal for writing.</summary>
    public Stream OpenTerminal() =>
        new FileStream(new SafeFileHandle(_descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, nuint request, ref WindowSize size);

    /// <summary>The structure winsize of the kernel.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
