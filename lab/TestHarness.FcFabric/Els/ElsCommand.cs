namespace TestHarness.FcFabric.Els;

/// <summary>The first byte of an extended link service. Source: FC-LS.</summary>
internal enum ElsCommand : byte
{
    Reject = 0x01,
    Accept = 0x02,
    PortLogin = 0x03,
    FabricLogin = 0x04,
    Logout = 0x05,
    FabricDiscovery = 0x51,
    StateChangeNotification = 0x61,
    StateChangeRegistration = 0x62,
}

/// <summary>The reason code and explanation of an LS_RJT, as 0xRREE.</summary>
internal enum ElsReason
{
    LogicalError = 0x0300,
    ProtocolError = 0x0700,
    PortDisabled = 0x0900,
    NotLoggedIn = 0x091e,
    InvalidPortName = 0x030d,
    InsufficientResources = 0x0929,
    NotSupported = 0x0b00,
}
