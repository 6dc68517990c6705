namespace Couriarr.Saving;

internal static class SavingModule
{
    public static IServiceCollection AddSaving(this IServiceCollection services) =>
        services.AddSingleton<Restart>().AddSingleton<SavedDesk>();
}
