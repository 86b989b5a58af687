using System.Text;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Channels;

/// <summary>Reads standard error up to the line by which the supervisor reports that the process runs.</summary>
internal static class Handshake
{
    /// <summary>
    /// The length at which a line is given up, longer than the supervisor's line: a host may write to standard error without line
    /// feeds.
    /// </summary>
    private const int LongestLine = 64 * 1024;

    /// <summary>Reads up to the supervisor's line and appends everything before it to <paramref name="error"/>.</summary>
    /// <returns>
    /// The process id, with the bytes that came after the line in the same read; null when standard error ended without that
    /// line.
    /// </returns>
    public static async Task<(int ProcessId, byte[] After)?> ReadAsync(
        Stream source, string id, OutputCapture error, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var pending = new List<byte>();
        while (await source.ReadAsync(buffer, cancellationToken) is var count && count > 0)
        {
            pending.AddRange(buffer.AsSpan(0, count));
            if (pending.Count > LongestLine)
                await FlushAsync(pending, error, cancellationToken);
            while (pending.IndexOf((byte)'\n') is var end && end >= 0)
            {
                var line = pending[..(end + 1)];
                pending.RemoveRange(0, end + 1);
                if (SupervisorScript.StartedProcess(Encoding.UTF8.GetString([.. line]).TrimEnd('\n'), id) is { } processId)
                    return (processId, pending.ToArray());

                await error.AppendAsync(line.ToArray(), cancellationToken);
            }
        }

        await FlushAsync(pending, error, cancellationToken);
        return null;
    }

    private static async Task FlushAsync(List<byte> pending, OutputCapture error, CancellationToken cancellationToken)
    {
        await error.AppendAsync(pending.ToArray(), cancellationToken);
        pending.Clear();
    }
}
