namespace TestHarness.Tests.Health.KernelLog;

/// <summary>The kernel log of this machine, where a test may write a record that is no finding for anyone.</summary>
internal static class Kmsg
{
    private const string Device = "/dev/kmsg";

    /// <summary>Ignores the test where this user may not write records, which the reader of a log has to do.</summary>
    public static void Require()
    {
        try
        {
            using var kmsg = File.OpenWrite(Device);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Skip.Because(SkipReason.NoKernelLog, $"{Device} cannot be written: {exception.Message}");
        }
    }

    /// <returns>The record's text, which no other record has.</returns>
    public static async Task<string> WriteAsync(string text)
    {
        var unique = $"{text} {Guid.NewGuid():n}";
        await using var kmsg = new FileStream(Device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await kmsg.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"<6>{unique}\n"));
        return unique;
    }
}
