using TestHarness.Devices;
using TestHarness.Labs.Machines;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Recipes;

/// <summary>A QEMU that is to be started for a guest.</summary>
/// <param name="Machines">The QEMUs of the scenario.</param>
/// <param name="Name">The QEMU's name in messages.</param>
/// <param name="Devices">The guest's devices, prepared on the place.</param>
internal sealed record MachineRequest(ILab Lab, LabMachines Machines, GuestPlace Place, string Name, DeviceSet Devices);
