namespace TestHarness.FcFabric.NameServer;

/// <summary>
/// The requests to the name server: GXX_YY gets XX by YY, RXX_YY registers XX for YY. Source: FC-GS, name server.
/// </summary>
internal enum NameServerCommand
{
    GetPortName = 0x0112,
    GetNodeName = 0x0113,
    GetTypes = 0x0117,
    GetSymbolicPortName = 0x0118,
    GetFeatures = 0x011f,
    GetIdByPortName = 0x0121,
    GetIdsByType = 0x0171,
    GetPortNamesByType = 0x0172,
    GetNodeNamesByType = 0x0173,
    RegisterNodeName = 0x0213,
    RegisterTypes = 0x0217,
    RegisterSymbolicPortName = 0x0218,
    RegisterFeatures = 0x021f,
    RegisterSymbolicNodeName = 0x0239,
}
