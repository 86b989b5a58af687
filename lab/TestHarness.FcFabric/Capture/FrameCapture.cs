using System.Buffers.Binary;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;

namespace TestHarness.FcFabric.Capture;

/// <summary>
/// A capture of frames in a file for tcpdump and Wireshark. Each frame is in it once: as it came from its host, or as the fabric
/// itself made it. Source: the libpcap file format, with nanoseconds.
/// </summary>
internal sealed class FrameCapture(TimeProvider time) : IDisposable
{
    private const uint Magic = 0xa1b23c4d;

    private const int Ethernet = 1;

    private const int HeaderLength = 24;

    private const int RecordLength = 16;

    /// <summary>
    /// The number of bytes that are kept of a frame: headers, logins and commands are complete; of data, the beginning suffices.
    /// </summary>
    private const int Snapshot = 512;

    private readonly Lock _lock = new();
    private FileStream? _file;
    private long _most;
    private long _frames;
    private long _missed;

    /// <summary>Starts a capture.</summary>
    /// <exception cref="HarnessException">Class config: a capture runs already, or the file cannot be made.</exception>
    public void Start(string path, long mostBytes)
    {
        lock (_lock)
        {
            if (_file is not null)
                throw new HarnessException(
                    FailureClass.Config, $"a capture to {_file.Name} runs already: stop that capture first");
            try
            {
                _file = new FileStream(path, FileMode.Create, FileAccess.Write);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new HarnessException(
                    FailureClass.Config, $"no capture can be written to '{path}': {exception.Message}", exception);
            }

            (_most, _frames, _missed) = (mostBytes, 0, 0);
            Span<byte> header = stackalloc byte[HeaderLength];
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(header[16..], Snapshot);
            BinaryPrimitives.WriteInt32LittleEndian(header[20..], Ethernet);
            _file.Write(header);
        }
    }

    /// <summary>Adds a frame, if a capture runs; counts a frame that does not fit into the file.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        if (_file is null)
            return;

        lock (_lock)
        {
            var kept = frame[..Math.Min(frame.Length, Snapshot)];
            if (_file is null)
                return;
            if (_file.Position + RecordLength + kept.Length > _most)
            {
                _missed++;
                return;
            }

            var now = time.GetUtcNow() - DateTimeOffset.UnixEpoch;
            Span<byte> record = stackalloc byte[RecordLength];
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(now.Ticks / TimeSpan.TicksPerSecond));
            BinaryPrimitives.WriteUInt32LittleEndian(
                record[4..], (uint)(now.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], kept.Length);
            BinaryPrimitives.WriteInt32LittleEndian(record[12..], frame.Length);
            _file.Write(record);
            _file.Write(kept);
            _frames++;
        }
    }

    /// <summary>Ends the capture.</summary>
    /// <exception cref="HarnessException">Class config: no capture runs.</exception>
    public CaptureStatus Stop()
    {
        lock (_lock)
        {
            if (_file is null)
                throw new HarnessException(FailureClass.Config, "no capture runs: start a capture first");
            var status = new CaptureStatus(_file.Name, _frames, _missed);
            _file.Dispose();
            _file = null;
            return status;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
