namespace Couriarr.Logging;

internal static class LoggingModule
{
    /// <summary>The book is opened and closed by the program, so that it hears of the start and of the end.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services, LogBook logs) =>
        services.AddSingleton(logs).AddSingleton(logs.Redactor).AddSingleton<LogReader>().AddSingleton<Banner>();
}
