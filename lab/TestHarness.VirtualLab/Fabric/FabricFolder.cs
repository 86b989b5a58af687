using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>All files of the lab's Fibre Channel fabric.</summary>
internal sealed record FabricFolder(string Path)
{
    public string Control => SocketPath.Checked(File("control.sock"));

    public string ProcessIdFile => File("fabric.pid");

    public string Log => File("fabric.log");

    public string PreviousLog => File("fabric.log.previous");

    /// <summary>Where the fabric's end of the link to a host listens.</summary>
    public string Link(string host) => SocketPath.Checked(File($"{host}.sock"));

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
