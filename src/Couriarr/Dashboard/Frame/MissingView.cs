namespace Couriarr.Dashboard.Frame;

internal sealed record MissingView(string Why);
