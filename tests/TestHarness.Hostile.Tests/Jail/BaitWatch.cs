using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace TestHarness.Hostile.Tests.Jail;

/// <summary>Notices each file of the bait that is opened, read, written, made or removed.</summary>
/// <remarks>Source: inotify(7).</remarks>
internal sealed class BaitWatch : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint IsFolder = 0x40000000;
    private const int HeaderLength = 16;

    /// <summary>IN_ACCESS, IN_MODIFY, IN_OPEN, IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE.</summary>
    private const uint Events = 0x1 | 0x2 | 0x20 | 0x40 | 0x80 | 0x100 | 0x200;

    private readonly int _queue = Check(Init(NonBlocking), "inotify_init1");

    /// <param name="folder">The bait's folder, as this process reaches it.</param>
    public BaitWatch(string folder)
    {
        foreach (var watched in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            Check(Add(_queue, watched, Events), "inotify_add_watch");
    }

    public IEnumerable<string> Look()
    {
        var buffer = new byte[65536];
        while (Read(_queue, buffer, (nuint)buffer.Length) is > 0 and var length)
        {
            for (var at = 0; at < length;)
            {
                var mask = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 4));
                var nameLength = (int)BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 12));
                var name = Encoding.UTF8.GetString(buffer, at + HeaderLength, nameLength).TrimEnd('\0');
                at += HeaderLength + nameLength;
                if ((mask & IsFolder) == 0)
                    yield return $"bait touched: {name} (inotify 0x{mask:x})";
            }
        }
    }

    public void Dispose() => _ = Close(_queue);

    private static int Check(int result, string call) =>
        result >= 0
            ? result
            : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Init(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Add(int queue, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int queue, byte[] buffer, nuint length);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int queue);
}
