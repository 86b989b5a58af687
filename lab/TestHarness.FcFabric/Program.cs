using System.Globalization;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.FcFabric;
using TestHarness.FcFabric.Control;
using TestHarness.FcFabric.Links;
using TestHarness.Texts;

// Writes "ready" to standard output once hosts and commands are served; everything after that is in the log.
try
{
    var arguments = Arguments.Parse(args);
    using var log = new FabricLog(arguments.Log);
    try
    {
        using var fabric = new FabricRun(arguments.Ports, log.Write);
        using var control = new ControlServer(arguments.Control, new ControlCommands(fabric));
        File.WriteAllText(arguments.ProcessIdFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        log.Write($"the fabric is up, with ports for {string.Join(", ", arguments.Ports.Select(port => port.Host))}");
        Console.WriteLine("ready");
        var first = await Task.WhenAny(fabric.RunAsync(CancellationToken.None), control.RunAsync(CancellationToken.None));
        await first;
        return 0;
    }
    catch (Exception exception)
    {
        log.Write($"the fabric ends: {exception}");
        throw;
    }
}
catch (Exception exception) when (exception is HarnessException or SocketException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(ShownText.Block(exception.Message));
    return 1;
}
