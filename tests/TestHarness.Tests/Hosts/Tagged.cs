using System.Diagnostics;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

internal static class Tagged
{
    public static async Task<bool> RunsAsync(string id)
    {
        await using var host = new LocalHost("this machine");
        return (await HostProcesses.ListAsync(host)).Any(process => process.Id == id);
    }

    /// <summary>Nothing tells of the end of another's process: looks until it is gone, 20 s at most.</summary>
    public static async Task<bool> EndsAsync(string id)
    {
        var start = Stopwatch.GetTimestamp();
        while (await RunsAsync(id))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(20))
                return false;
        }

        return true;
    }
}
